/**
 * Runs under the Node of either system: `predict.js PACKAGE CASES ANSWERS`. Asks the built package for each case's folder, and writes
 * the answers as JSON. Wine's console loses output, so a file takes them.
 */
import {readFileSync, writeFileSync} from 'node:fs'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

const [built, list, target] = process.argv.slice(2)
const {predictBuild} = await import(pathToFileURL(path.resolve(built, 'dist/index.js')).href)

const answers = {}
for (const {folder, id, options} of JSON.parse(readFileSync(list, 'utf8'))) {
  try {
    answers[id] = await predictBuild(folder, options)
  } catch (error) {
    answers[id] = {threw: String(error)}
  }
}

writeFileSync(target, JSON.stringify(answers))
