#!/usr/bin/env node

import {keepCompiledCode} from '../dist/start/compile-cache.js'

keepCompiledCode()
const {start} = await import('../dist/start/start.js')
const words = await start(process.argv.slice(2))
if (words) {
  const {execute} = await import('@oclif/core')
  await execute({args: words, dir: import.meta.url})
}
