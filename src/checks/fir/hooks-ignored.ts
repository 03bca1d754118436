import {HOOKS} from '../build/hook-lines.js'
import type {Check} from '../check.js'

export const hooksIgnored: Check = {
  id: 'fir/hooks-ignored',
  title: 'the build hooks are not run on Fir',
  severity: 'warning',
  docs: {
    what: 'A Fir app has `bin/pre_compile` or `bin/post_compile`.',
    why: "These scripts are run by the classic buildpack. Fir's buildpack does not look for them: what they did is left out, and nothing in the build's log tells of it.",
    fix: 'Do it in a buildpack of your own, which can stand in `project.toml` (an inline buildpack), or where the app starts or is released, in the Procfile.',
    example: '`bin/post_compile`, in an app that was moved from Cedar to Fir',
    link: 'https://buildpacks.io/docs/for-app-developers/how-to/build-inputs/use-inline-buildpacks/',
  },
  run({kind, project}) {
    if (kind !== 'cnb') return []
    return HOOKS.filter((hook) => project.tree.isFile(hook)).map((hook) => ({
      file: hook,
      fix: {command: null, kind: 'ask' as const},
      message: `On Fir, ${hook} is not run. Move what it does into an inline buildpack (project.toml) or into the Procfile.`,
    }))
  },
}
