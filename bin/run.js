#!/usr/bin/env node

import {start} from '../dist/start/start.js'

const words = await start(process.argv.slice(2))
if (words) {
  const {execute} = await import('@oclif/core')
  await execute({args: words, dir: import.meta.url})
}
