/** The names that bin/compile sets, for a plan. */
export const COMPILE_VARIABLES = [
  'BUILD_DIR',
  'CACHE_DIR',
  'ENV_DIR',
  'PATH',
  'PYTHONUNBUFFERED',
  'LANG',
  'C_INCLUDE_PATH',
  'CPLUS_INCLUDE_PATH',
  'LIBRARY_PATH',
  'LD_LIBRARY_PATH',
  'PKG_CONFIG_PATH',
]
