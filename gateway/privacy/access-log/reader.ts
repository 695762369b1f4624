import { openWorld } from '../../e2e/harness/open-world.ts'
import { databaseAt } from '../ground.ts'
import { printAnswer } from '../patched/run-patched.ts'
import { readIn } from './reveal-some.ts'

/** `reader.ts <database> <seed> <times>`: reads, says how many values came, and waits to be killed. */
const [url = '', seed = '1', times = '3'] = process.argv.slice(2)
const world = await openWorld({ connectionFor: databaseAt(url).connectionFor })
printAnswer(await readIn(world, { seed: Number(seed), times: Number(times) }))
setInterval(() => undefined, 60_000)
