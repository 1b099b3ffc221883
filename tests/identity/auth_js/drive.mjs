// Drives every call of the public client against the service at BASE and prints what came of each as one JSON line.
// usage: node drive.mjs BASE SERVICE_KEY EMAIL PASSWORD, with one-time tokens on standard input, one JSON object.
import { GoTrueAdminApi, GoTrueClient } from "@supabase/auth-js";
import { readFileSync } from "node:fs";

const [url, key, email, password] = process.argv.slice(2);
const tokens = JSON.parse(readFileSync(0, "utf8"));
const headers = { apikey: "anon" };

const memory = (start = {}) => {
  const kept = new Map(Object.entries(start));
  return { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => void kept.set(k, v), removeItem: (k) => void kept.delete(k), kept };
};
const client = (more = {}) => new GoTrueClient({ url, headers, autoRefreshToken: false, persistSession: true, detectSessionInUrl: false, storage: memory(), storageKey: "s" + Math.random(), ...more });

const told = (name, { data, error }) => console.log(JSON.stringify({
  name,
  data: data && Object.fromEntries(Object.entries(data).map(([k, v]) => [k, v && typeof v === "object" ? Object.keys(v) : v])),
  error: error && { name: error.name, status: error.status, code: error.code, reasons: error.reasons },
}));

const me = client();
told("signInWithPassword", await me.signInWithPassword({ email, password }));
told("signInWithPassword wrong", await client().signInWithPassword({ email, password: "Wrong-horse-7-battery" }));
told("getSession", await me.getSession());
told("getUser", await me.getUser());
told("getClaims", await me.getClaims());
told("refreshSession", await me.refreshSession());
told("refreshSession unknown", await client().refreshSession({ refresh_token: "gone" }));
const { data: { session } } = await me.getSession();
told("setSession", await client().setSession(session));
told("updateUser data", await me.updateUser({ data: { locale: "de" } }));
told("updateUser weak", await me.updateUser({ password: "weak" }));
told("updateUser email", await me.updateUser({ email: "moved@example.test" }));
told("signInWithOtp", await me.signInWithOtp({ email, options: { emailRedirectTo: url, shouldCreateUser: false } }));
told("signInWithOtp unknown", await me.signInWithOtp({ email: "nobody@example.test" }));
told("resetPasswordForEmail", await me.resetPasswordForEmail(email, { redirectTo: url }));
told("signUp", await client().signUp({ email: "new@example.test", password }));

const byHash = client();
told("verifyOtp token_hash", await byHash.verifyOtp({ token_hash: tokens.invite, type: "invite" }));
told("verifyOtp again", await client().verifyOtp({ token_hash: tokens.invite, type: "invite" }));
told("verifyOtp email code", await client().verifyOtp({ email, token: tokens.code, type: "email" }));

const storage = memory();
const pkce = client({ flowType: "pkce", storage, storageKey: "pkce" });
told("signInWithOtp pkce", await pkce.signInWithOtp({ email, options: { emailRedirectTo: url } }));
storage.setItem("pkce-code-verifier", JSON.stringify(tokens.verifier));
told("exchangeCodeForSession", await pkce.exchangeCodeForSession(tokens.bound));

told("updateUser password", await me.updateUser({ password: "Another-horse-8-battery" }));
told("signOut others", await me.signOut({ scope: "others" }));
told("signOut local", await me.signOut({ scope: "local" }));
told("getUser signed out", await client().getUser(session.access_token));
told("signOut global", await byHash.signOut());

const admin = new GoTrueAdminApi({ url, headers: { ...headers, Authorization: `Bearer ${key}` } });
told("admin.inviteUserByEmail", await admin.inviteUserByEmail("ben@example.test", { data: { locale: "de" } }));
for (const type of ["invite", "magiclink", "recovery"])
  told(`admin.generateLink ${type}`, await admin.generateLink({ type, email: "ben@example.test" }));
const made = await admin.createUser({ email: "carl@example.test", password, email_confirm: true, app_metadata: { plan: "x" } });
told("admin.createUser", made);
told("admin.listUsers", await admin.listUsers({ page: 1, perPage: 2 }));
told("admin.getUserById", await admin.getUserById(made.data.user.id));
told("admin.updateUserById", await admin.updateUserById(made.data.user.id, { ban_duration: "24h" }));
told("admin.deleteUser", await admin.deleteUser(made.data.user.id));
const outsider = new GoTrueAdminApi({ url, headers: { ...headers, Authorization: "Bearer anon" } });
told("admin without key", await outsider.listUsers());
