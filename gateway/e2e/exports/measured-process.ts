import { createConnectionFor } from '../../../prisma/database/connection.ts'
import { openWorld } from '../harness/open-world.ts'

/** Gateway, subgraphs and worker in one process, as `npm start` has them; tells its parent where it listens and how much memory it has had. */

const [, , databaseUrl = '', budget = '0'] = process.argv
const connectionFor = createConnectionFor({ databaseUrl, roleUrls: new Map(), trusted: true })
const world = await openWorld({
  connectionFor, isQuiet: true, isReal: true, cost: { minute: Number(budget), brandMinute: 0 }, exports: { lanes: 1, pollMs: 1000 },
})
const tell = (): void => {
  const { rss } = process.memoryUsage()
  process.send?.({ url: world.url, rss, peak: process.resourceUsage().maxRSS * 1024, faults: world.faults().map(String) })
}
process.on('message', tell)
process.on('disconnect', () => process.exit())
tell()
