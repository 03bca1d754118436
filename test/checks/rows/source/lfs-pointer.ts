import {built, type Case, within} from '../../case.js'

const APP = {'.python-version': '3.14\n', 'app.py': 'import pickle\n', 'requirements.txt': ''}
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a2146'.repeat(8)}\nsize 860000000\n`
const ID = 'source/lfs-pointer'
const BUILDPACK = 'https://github.com/raxod502/heroku-buildpack-git-lfs'
const has = (name: string, files: Record<string, string>, severity?: string, buildpacks?: readonly string[]) =>
  built(name, {...APP, ...files}, severity === undefined ? [] : [`${ID} ${severity}`], buildpacks ? {app: {buildpacks}} : {})

export const ROWS: readonly Case[] = within(
  [ID],
  [
    has('a model in Git LFS', {'model.pkl': POINTER}, 'error'),
    has('two models in Git LFS', {'models/a.onnx': POINTER, 'models/b.onnx': POINTER}, 'error'),
    has('a text in Git LFS that the code reads', {'app.py': 'open("data/words.csv")\n', 'data/words.csv': POINTER}, 'error'),
    has('a text in Git LFS that no code names', {'data/words.csv': POINTER}, 'warning'),
    has('a picture in Git LFS', {'static/logo.png': POINTER}, 'warning'),
    has('a model, and a buildpack for Git LFS', {'model.pkl': POINTER}, undefined, [BUILDPACK, 'heroku/python']),
    has('a model, and a hook that fetches it', {'bin/post_compile': 'git lfs pull\n', 'model.pkl': POINTER}),
    has('a model of the tests', {'tests/model.pkl': POINTER}),
    has('a film in Git LFS', {'docs-media/talk.mov': POINTER}),
    has('a model that is committed', {'model.pkl': 'the model itself'}),
    has('a text about pointers', {'README.md': `A pointer:\n${POINTER}`}),
  ],
)

/** The row that comes closest to what the check looks for, and in which it must be silent. */
export const NEAR_MISS = {[ID]: 'a model, and a buildpack for Git LFS'}
