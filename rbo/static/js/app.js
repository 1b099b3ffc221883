// What every page needs. Each part works on the whole document, so that swapped-in parts need no start of their own.
import "./csrf.js";
import "./focus.js";
import "./menu.js";
import "./toast.js";
import "./palette.js";
import "./shortcuts.js";
import "./nudge.js";
import "./bill.js";
import "./select.js";
import "./copy.js";
import "./print.js";
import "./extras.js";
import "./sides.js";
import "./reach.js";
import "./frames.js";
import "./unread.js";
import "./draft.js";
