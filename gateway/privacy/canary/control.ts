import { withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import { databaseAt } from '../ground.ts'
import { printAnswer } from '../patched/run-patched.ts'
import { PEOPLE } from '../person.ts'
import { readCells } from './cells.ts'
import { canaryFinder } from './find-canaries.ts'
import { runCanary } from './run-canary.ts'

/** The same run as a program: `control.ts <database> <seed> <share> <people>`. Over patched sources it says what the run finds when a defence is gone. */
const [url = '', seed = '1', share = '0.1', labels = 'auditor', seconds = '60'] = process.argv.slice(2)
const { connectionFor, superuserUrl } = databaseAt(url)
const world = await openWorld({ connectionFor })
await withClient(superuserUrl, async (database) => {
  const cells = await readCells(database)
  const people = PEOPLE.filter(({ label }) => labels.split(',').includes(label))
  const { seen, faults, empty, ...figures } = await runCanary({ world, database, cells, find: canaryFinder(cells), people, seed: Number(seed), share: Number(share), withinMs: Number(seconds) * 1000 })
  // without the policy every value is a leak; what matters is what could not be asked
  printAnswer({ ...figures, seen: [...seen], faults: faults.filter((fault) => /^[A-Z_,]+: /.test(fault)).slice(0, 20), empty: empty.slice(0, 20) })
})
await world.stop()
