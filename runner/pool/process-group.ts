/** A worker process leads a group of its own, so that what its engines have started can be ended with it. */

export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // Nobody is left of it, or the system (Windows) has no groups.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'ENOSYS' && code !== 'EPERM') throw error;
  }
}
