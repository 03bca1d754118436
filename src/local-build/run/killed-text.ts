/** What bash calls the signals that end a program and aren't asked for by the user. Source: bash(1), as of glibc's strsignal. */
const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'Aborted',
  SIGALRM: 'Alarm clock',
  SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception',
  SIGHUP: 'Hangup',
  SIGILL: 'Illegal instruction',
  SIGKILL: 'Killed',
  SIGQUIT: 'Quit',
  SIGSEGV: 'Segmentation fault',
  SIGSYS: 'Bad system call',
  SIGTERM: 'Terminated',
  SIGTRAP: 'Trace/breakpoint trap',
  SIGUSR1: 'User defined signal 1',
  SIGUSR2: 'User defined signal 2',
  SIGXCPU: 'CPU time limit exceeded',
  SIGXFSZ: 'File size limit exceeded',
}

/** What bash says of a program that a signal has ended; undefined: nothing. */
export function killedText(signal: NodeJS.Signals | undefined): string | undefined {
  return signal === undefined ? undefined : SIGNALS[signal]
}
