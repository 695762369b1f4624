import { createConnectionFor } from '../../../prisma/database/connection.ts'
import { openDoorState } from '../../budgets/open-door-state.ts'
import { openRights } from '../open-rights.ts'

/** A process with rights and a door state of its own, as every gateway has them; it answers what its parent asks. */

const connectionFor = createConnectionFor({ databaseUrl: process.argv[2] ?? '', roleUrls: new Map(), trusted: true })
const rights = openRights({ connectionFor })
const state = openDoorState({ connectionFor })

process.on('message', ({ id, who, access }) => {
  const asked = access === undefined ? rights.holderOf(who) : state.isRunning(access.principal, access.breakGlass)
  void asked.then(answer => process.send?.({ id, answer: answer ?? null }), cause => process.send?.({ id, failure: String(cause) }))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
