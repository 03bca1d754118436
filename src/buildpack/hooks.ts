/** The scripts that the classic buildpack runs before and after its own work. It makes them executable itself. Source: lib/hooks.sh. */
export const HOOKS = ['bin/pre_compile', 'bin/post_compile'] as const
