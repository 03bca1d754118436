/** Loaded before all tests: no test may see the developer's Heroku account, git settings or colours, or that a CI runs it. */
process.env.NO_COLOR = '1'
delete process.env.FORCE_COLOR
process.env.GIT_CONFIG_GLOBAL = '/dev/null'
process.env.GIT_CONFIG_NOSYSTEM = '1'
for (const name of ['HEROKU_APP', 'HEROKU_API_KEY', 'HEROKU_HOST', 'HEROKU_GIT_HOST', 'HEROKU_PYTHON_RELEASES_URL'])
  delete process.env[name]
for (const name of Object.keys(process.env))
  if (/^(CI|CI_.*|CONTINUOUS_INTEGRATION|GITHUB_ACTIONS)$/.test(name)) delete process.env[name]
