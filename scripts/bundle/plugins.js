/** What the bundler changes in the code, so that a start does less. Each fails the build where it finds nothing to change. */
import {readFileSync} from 'node:fs'
import path from 'node:path'

/** Data is parsed when something of it is asked for. The values of the outermost object are what the source reads. */
export const lateData = {
  name: 'late-data',
  setup({onLoad}) {
    onLoad({filter: /\.json$/}, ({path: file}) => {
      const data = JSON.parse(readFileSync(file, 'utf8'))
      const getters = Object.keys(data).map((key) => `get ${JSON.stringify(key)}() { return data()[${JSON.stringify(key)}] }`)
      const text = JSON.stringify(JSON.stringify(data))
      return {
        contents: `let parsed\nconst data = () => (parsed ??= JSON.parse(${text}))\nexport default {${getters}}\n`,
        loader: 'js',
      }
    })
  },
}

/** Commands that never run in oclif are made of its stand-in at once. */
export const withoutOclif = {
  name: 'without-oclif',
  setup({onResolve}) {
    onResolve({filter: /\/heroku-library\.js$/}, () => ({path: path.resolve('src/cli/light/library.ts')}))
  },
}

const LAZY = /lazyRequire<[^\n]*>\('([^']+)'\)/g

/** Packages that are loaded on their first use are within the bundle too, and evaluated on their first use. */
export const lazyWithin = {
  name: 'lazy-within',
  setup({onLoad}) {
    onLoad({filter: /[/\\]src[/\\].*\.ts$/}, ({path: file}) => {
      const text = readFileSync(file, 'utf8')
      if (!LAZY.test(text)) return
      LAZY.lastIndex = 0
      return {contents: text.replaceAll(LAZY, (_, name) => `(() => require('${name}'))`), loader: 'ts'}
    })
  },
}

/** ICU's data of where characters end takes 8 ms to load, and plain text needs none. */
export const lateSegmenter = {
  name: 'late-segmenter',
  setup({onLoad}) {
    onLoad({filter: /[/\\]string-width[/\\]index\.js$/}, ({path: file}) => {
      // That of wrap-ansi is an older one.
      if (file !== path.resolve('node_modules/string-width/index.js')) return
      const text = readFileSync(file, 'utf8')
      const made = 'const segmenter = new Intl.Segmenter();'
      if (!text.includes(made)) throw new Error(`${file} makes no segmenter: take this plugin out`)
      const late = 'let made; const segmenter = {segment: (text) => (made ??= new Intl.Segmenter()).segment(text)};'
      return {contents: text.replace(made, late), loader: 'js'}
    })
  },
}
