/** `npm run schemas`: writes docs/schemas/, the JSON Schemas of what `--json` prints, from the types in each use case's json.ts. */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {createGenerator} from 'ts-json-schema-generator'

/** Schema → its title, and the type that it is made from. */
const DOCUMENTS = {
  'build-local': ['heroku python:build-local --json', 'BuildLocalJson'],
  'build-local-event': ['A line of heroku python:build-local --events', 'BuildEventJson'],
  'build-local-plan': ['heroku python:build-local --plan --json', 'BuildPlanJson'],
  doctor: ['heroku python:doctor --json', 'DoctorJson'],
  'doctor-explain': ['heroku python:doctor --explain ID --json', 'DoctorExplainJson'],
  'doctor-fleet': ['heroku python:doctor --team TEAM --json', 'DoctorFleetJson'],
  'doctor-forecast': ['heroku python:doctor --to TARGET --json', 'ForecastJson'],
  'doctor-list': ['heroku python:doctor --list --json', 'DoctorListJson'],
  error: ['--json of every command that could not do its work', 'ErrorJson'],
  'migrate-buildpack': ['heroku python:migrate-buildpack --json', 'MigrationJson'],
  pin: ['heroku python:pin --json', 'PinJson'],
  'pin-dependencies': ['heroku python:pin --dependencies --json', 'PinDependenciesJson'],
} as const

const folder = 'docs/schemas'
// tsc has checked the types already.
const generator = createGenerator({skipTypeCheck: true, sortProps: false, topRef: false, tsconfig: 'tsconfig.json'})
rmSync(folder, {force: true, recursive: true})
mkdirSync(folder, {recursive: true})
for (const [name, [title, type]] of Object.entries(DOCUMENTS)) {
  const {$schema, ...schema} = generator.createSchema(type)
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify({$schema, title, ...schema}, null, 2)}\n`)
}

/** Of each tool of python:mcp, what it takes and what it answers. */
const TOOLS = ['Build', 'Doctor', 'Explain', 'Fix', 'Forecast', 'Plan']
for (const name of TOOLS) {
  const [input, output] = [`Mcp${name}Input`, `Mcp${name}Answer`].map((type) => {
    const schema = generator.createSchema(type)
    // MCP says itself which one it is.
    delete schema.$schema
    return schema
  })
  writeFileSync(path.join(folder, `mcp-${name.toLowerCase()}.json`), `${JSON.stringify({input, output}, null, 2)}\n`)
}
