/** A process that builds one app again and again, until it is killed: `tsx builder.ts FOLDER NAME [COUNT]`. */
import {lockFolder} from '../../../src/local-build/cache/build-lock.js'
import {realFileSystem} from '../../../src/system/file-system.js'
import {buildNamed} from './cache.support.js'

const [root, name, count = '1000000'] = process.argv.slice(2)
const {signal} = new AbortController()
for (let turn = 1; turn <= Number(count); turn++) {
  const unlock = await lockFolder(root!, realFileSystem, {onWait: (pid) => console.log(`waiting for ${pid}`), signal})
  console.log('begin')
  const home = turn % 2 === 0 ? 'copied' : 'moved'
  await buildNamed(`${name}-${turn}`, root!, {home, step: async () => console.log('step')})
  console.log(`end ${name}-${turn}`)
  await unlock()
}
