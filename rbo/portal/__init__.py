"""The client's pages: their stringjobs at every stringer, and what strangers may see of one."""
