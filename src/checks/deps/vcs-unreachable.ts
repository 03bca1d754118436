import type {Check, CheckContext, Finding} from '../check.js'

import {imageName, imageStack} from '../shared/images.js'
import {imageHas} from '../../knowledge/stack-images.js'
import {isAvailable} from '../../platform/app.js'
import {maskUrls} from '../../platform/secret.js'
import {hookTexts} from '../shared/hook-texts.js'
import {additionOf} from '../shared/system-additions.js'
import {type VcsSource, vcsSources} from './vcs-sources.js'

/** Hosts that answer no git:// any more. Source: GitHub's and GitLab's announcements; Bitbucket never did. */
const WITHOUT_GIT_PROTOCOL = /^git:\/\/(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)[/:]/i

/** Buildpacks, config vars and hooks that bring an SSH key. */
const BRINGS_KEY = /ssh[-_]?key|git[-_]ssh|github-key|deploy[-_]key|ssh-private|private-repo|netrc/i
const HOOK_WITH_KEY = /\.ssh\b|ssh-add|GIT_SSH|insteadof/i

/** The Ubuntu packages of other programs than git. Source: pip's documentation of VCS support. */
const PROGRAMS: Readonly<Record<string, {packages: readonly string[]; title: string}>> = {
  bzr: {packages: ['bzr', 'brz'], title: 'Bazaar'},
  hg: {packages: ['mercurial'], title: 'Mercurial'},
  svn: {packages: ['subversion'], title: 'Subversion'},
}

export const vcsUnreachable: Check = {
  id: 'deps/vcs-unreachable',
  title: "a package comes from a repository that builds can't reach",
  severity: 'error',
  docs: {
    what: "A package is installed over SSH (`git+ssh://git@github.com/…`), or over `git://` from a host that no longer supports it. Or it's installed with Mercurial, Bazaar or Subversion, and the stack's build image lacks the program.",
    why: 'Builds have no SSH key and don\'t know the host: "Host key verification failed". GitHub turned `git://` off in March 2022. pip needs the program to fetch a repository, and heroku-24 and later only have git.',
    fix: 'Write `git+https://` instead. For a private repository, let a buildpack write an access token to `.netrc` before `heroku/python` runs, or publish the package on a private index. Never write the token in the file.',
    example: '`git+ssh://git@github.com/example/private.git@v1.0#egg=private`',
    link: 'https://pip.pypa.io/en/stable/topics/vcs-support/',
  },
  run(context) {
    return vcsSources(context).flatMap((source): Finding[] => {
      const problem = problemOf(context, source)
      return problem
        ? [{file: source.place.file, ...(source.place.line !== undefined && {line: source.place.line}), ...problem}]
        : []
    })
  },
}

type Problem = Pick<Finding, 'fix' | 'message' | 'severity'>

function problemOf(context: CheckContext, source: VcsSource): Problem | undefined {
  const {program, url} = source
  const what = source.name ?? 'a package'
  if (Object.hasOwn(PROGRAMS, program)) return withoutProgram(context, what, program)
  if (WITHOUT_GIT_PROTOCOL.test(url)) {
    const message = `The build fails: ${what} is fetched over git://, which the host no longer supports. Write ${httpsOf(source)} instead.`
    return {fix: {command: null, kind: 'hand'}, message}
  }

  if (!/^ssh:/i.test(url) && !/^[\w.-]+@[\w.-]+:/.test(url)) return undefined
  if (hookTexts(context).some(({text}) => HOOK_WITH_KEY.test(text))) return undefined
  const key = keyOf(context)
  return {
    fix: {command: null, kind: 'hand'},
    message: `The build fails: ${what} is fetched over SSH, and builds have no SSH key ("Host key verification failed"). Write ${httpsOf(source)} instead. If it is private, let a buildpack write a token to .netrc before heroku/python runs.`,
    ...(key !== undefined && {fineIf: [`${key} provides a key`], severity: 'warning' as const}),
  }
}

/** The same repository over HTTPS, as a requirement names it: without a user, and without what stands behind the path. */
function httpsOf({program, url}: VcsSource): string {
  const [, host, path] = /^(?:\w+:\/\/)?(?:[^@/]*@)?([\w.-]+)(?::\d+)?[:/](.+)$/.exec(url) ?? []
  if (host === undefined || path === undefined) return `${program}+https://`
  return maskUrls(`${program}+https://${host}/${path.replace(/[?#;][^]*$/, '')}`)
}

function keyOf({app}: CheckContext): string | undefined {
  if (!app) return undefined
  const buildpack = isAvailable(app.buildpacks) ? app.buildpacks.find(({ref}) => BRINGS_KEY.test(ref))?.ref : undefined
  if (buildpack !== undefined) return buildpack
  const name = isAvailable(app.configVars) ? [...app.configVars.keys()].find((one) => BRINGS_KEY.test(one)) : undefined
  return name && `the config var ${name}`
}

function withoutProgram(context: CheckContext, what: string, program: string): Problem | undefined {
  const {packages, title} = PROGRAMS[program]!
  const isThere = packages.map((name) => imageHas(name, imageStack(context), 'build'))
  if (isThere.some((one) => one !== false) || packages.some((name) => additionOf(context, name).brings === 'yes'))
    return undefined
  return {
    fix: {command: null, kind: 'hand'},
    message: `The build fails: ${what} is fetched with ${title}, and the build image of ${imageName(context)} has no ${program}. Install the package from a git repository or an index instead.`,
  }
}
