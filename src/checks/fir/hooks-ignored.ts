import {HOOKS} from '../../buildpack/hooks.js'
import type {Check} from '../check.js'

export const hooksIgnored: Check = {
  id: 'fir/hooks-ignored',
  title: "Fir doesn't run the build hooks",
  severity: 'warning',
  docs: {
    what: 'A Fir app has `bin/pre_compile` or `bin/post_compile`.',
    why: "Only the classic buildpack runs these scripts. Fir's buildpack ignores them, and the build log doesn't mention it.",
    fix: "Move it to an inline buildpack in `project.toml`, or to the Procfile's release phase or process types.",
    example: '`bin/post_compile`, in an app that was moved from Cedar to Fir',
    link: 'https://buildpacks.io/docs/for-app-developers/how-to/build-inputs/use-inline-buildpacks/',
  },
  run({kind, project}) {
    if (kind !== 'cnb') return []
    return HOOKS.filter((hook) => project.tree.isFile(hook)).map((hook) => ({
      file: hook,
      fix: {command: null, kind: 'ask' as const},
      message: `Fir doesn't run ${hook}. Move what it does to an inline buildpack (project.toml) or to the Procfile.`,
    }))
  },
}
