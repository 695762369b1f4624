import { openClient, withClient } from '../../../prisma/database/open-client.ts'
import { openWorld } from '../../e2e/harness/open-world.ts'
import { atLeast } from '../at-least.ts'
import { inLanes } from '../in-lanes.ts'
import { personLabelled } from '../person.ts'
import type { Figures, Proof } from '../proof.ts'
import { shuffled } from '../shuffled.ts'
import { plantGaps } from './plant-gaps.ts'
import { expectationOf, readListings, type Expectation, type Listing } from './listing.ts'
import { readPages } from './read-pages.ts'

/** Sees every row of a brand, so that lists are long. */
const READER = personLabelled('auditor')
const SIZES = [7, 23, 64] as const

async function run(ground: Parameters<Proof['run']>[0], { seed, seconds }: Parameters<Proof['run']>[1]): Promise<Figures> {
  const database = await ground.copyOf('gaps in orders, second form', async ({ superuserUrl }) => withClient(superuserUrl, plantGaps))
  const above = await openClient(database.superuserUrl)
  const listings = await readListings(above, READER)
  const world = await openWorld({ connectionFor: database.connectionFor })
  const tally = { lists: 0, withNulls: 0, withTies: 0, pages: 0, rows: 0, lost: 0, doubled: 0, refused: 0, faults: new Array<string>() }
  try {
    // one connection takes one question at a time, and the lanes share it
    let last: Promise<unknown> = Promise.resolve()
    const expectation = (listing: Listing): Promise<Expectation> => {
      const next = last.then(() => expectationOf(above, listing))
      last = next.catch(() => undefined)
      return next
    }
    const until = Date.now() + seconds * 700
    const jobs = shuffled(listings.flatMap((listing) => [false, true].map((backward) => ({ listing, backward }))), seed)
    await inLanes(4, jobs, async ({ listing, backward }) => {
      if (Date.now() > until) return
      const size = SIZES[(listing.ids.length + seed) % SIZES.length] ?? 7
      const { ids, pages, codes } = await readPages(world, listing, { as: READER, backward, size })
      const name = `${listing.name}, ${backward ? 'backwards' : 'forwards'} by ${size}`
      if (codes.length > 0) {
        tally.refused += 1
        if (codes.some((code) => code !== 'PII_ORDER_REFUSED')) tally.faults.push(`${name}: ${codes.join()}`)
        return
      }
      const { ids: expected, nulls, ties } = await expectation(listing)
      const lost = expected.filter((id) => !ids.includes(id)).length
      const doubled = ids.length - new Set(ids).size
      tally.lists += 1
      tally.withNulls += nulls > 0 ? 1 : 0
      tally.withTies += ties > 0 ? 1 : 0
      tally.pages += pages
      tally.rows += ids.length
      tally.lost += lost
      tally.doubled += doubled
      if (lost + doubled > 0) tally.faults.push(`${name}: ${lost} rows lost, ${doubled} doubled`)
      else if (ids.join() !== expected.join()) tally.faults.push(`${name}: rows are out of order`)
    })
    return {
      figures: [
        ['orders (column x direction, alone and with a second)', listings.length], ['lists read to the end', `${tally.lists} of ${jobs.length}`],
        ['of them with nulls, with ties', `${tally.withNulls}, ${tally.withTies}`], ['pages', tally.pages], ['rows', tally.rows], ['rows lost', tally.lost], ['rows doubled', tally.doubled], ['orders refused as sensitive', tally.refused],
      ],
      faults: [...tally.faults, ...atLeast(10, tally.lists, 'lists'), ...atLeast(1, tally.withNulls, 'lists with nulls'), ...atLeast(1, tally.withTies, 'lists with ties'), ...atLeast(tally.lists + 1, tally.pages, 'pages')],
    }
  } finally {
    await world.stop()
    await above.end()
    await database.drop()
  }
}

export const keysetProof: Proof = { name: 'keyset', claim: 'Pages of every order, forwards and backwards, hold every row once and in order', run }
