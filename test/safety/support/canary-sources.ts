import type {CanaryWorld} from './canary-world.js'

const version = {'.python-version': '3.13\n'}

/** A source for each package manager, with credentials wherever its files can hold them. */
export const sources = {
  pip: (world: CanaryWorld) => ({
    'requirements.txt': [
      `--index-url ${world.indexUrl('index')}`,
      `--extra-index-url=${world.indexUrl('extra')}?token=${world.mark('query')}`,
      `--find-links https://links.example.com/?signature=${world.mark('links')}`,
      '--extra-index-url https://user:${INDEX_TOKEN}@example.com/simple',
      `private @ git+https://x-token:${world.mark('vcs')}@github.com/acme/private.git@main`,
      `-e git+https://${world.mark('vcs-user')}@github.com/acme/other.git#egg=other`,
      `wheel @ https://user:${world.mark('wheel')}@files.example.com/wheel-1.0-py3-none-any.whl?X-Amz-Signature=${world.mark('signature')}`,
      'flask==3.1.2',
      `django==4.2 --bad-option ${world.indexUrl('bad-line')}`,
      '',
    ].join('\n'),
  }),
  pipenv: (world: CanaryWorld) => ({
    ...version,
    Pipfile: `[[source]]\nurl = "${world.indexUrl('pipfile')}"\nname = "private"\n\n[packages]\nflask = "*"\nthing = {git = "${url(world, 'pipfile-git')}"}\n`,
    'Pipfile.lock': JSON.stringify({
      _meta: {
        hash: {sha256: '0'},
        requires: {python_version: '3.13'},
        sources: [{name: 'private', url: world.indexUrl('pipfile-lock')}],
      },
      default: {thing: {git: url(world, 'lock-git'), ref: 'main'}},
    }),
  }),
  poetry: (world: CanaryWorld) => ({
    ...version,
    'poetry.lock': `[[package]]\nname = "thing"\nversion = "1.0"\n\n[package.source]\ntype = "git"\nurl = "${url(world, 'poetry-lock')}"\n\n[metadata]\nlock-version = "2.1"\npython-versions = "^3.13"\ncontent-hash = "0"\n`,
    'pyproject.toml': `[tool.poetry]\nname = "app"\nversion = "1"\n[tool.poetry.dependencies]\npython = "^3.13"\nthing = {git = "${url(world, 'poetry-git')}"}\n[[tool.poetry.source]]\nname = "private"\nurl = "${world.indexUrl('poetry')}"\n`,
  }),
  uv: (world: CanaryWorld) => ({
    ...version,
    'pyproject.toml': `[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.13"\ndependencies = ["thing @ git+${url(world, 'uv-git')}", "other"]\n[[tool.uv.index]]\nname = "private"\nurl = "${world.indexUrl('uv-index')}"\n`,
    'uv.lock': `version = 1\nrequires-python = ">=3.13"\n\n[[package]]\nname = "app"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "thing" }]\n\n[[package]]\nname = "thing"\nversion = "1.0"\nsource = { git = "${url(world, 'uv-lock')}#abc" }\n`,
  }),
}

function url(world: CanaryWorld, name: string): string {
  return `https://user:${world.mark(name)}@github.com/acme/thing.git`
}
