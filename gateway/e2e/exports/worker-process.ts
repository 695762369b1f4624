import { createConnectionFor } from '../../../prisma/database/connection.ts'
import { openWorld } from '../harness/open-world.ts'

/** A worker of its own process over the database of its parent, which kills it. */

const connectionFor = createConnectionFor({ databaseUrl: process.argv[2] ?? '', roleUrls: new Map(), trusted: true })
await openWorld({ connectionFor, isQuiet: true, exports: { lanes: 1, pollMs: 20, partRows: 1000 } })
process.on('disconnect', () => process.exit())
process.send?.('ready')
