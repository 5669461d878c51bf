// Two calls of Linux that Swift's Glibc module leaves out, as it is compiled without _GNU_SOURCE.
// Source: rename(2), sync(2).

#ifndef LSCP_CFILESYSTEM_SHIM_H
#define LSCP_CFILESYSTEM_SHIM_H

#if defined(__linux__)
extern int renameat2(int old_folder, const char *old_path, int new_folder, const char *new_path, unsigned int flags);
extern int syncfs(int descriptor);

enum { LSCP_RENAME_EXCHANGE = 1 << 1 };
#endif

#endif
