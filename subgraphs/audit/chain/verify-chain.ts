import { entryHash, GENESIS } from '../../../schema/chain/entry-hash.ts'
import { purgedRanges, readChain, rowBefore } from './read-chain.ts'
import type { ChainGap, ChainPart, ChainReader, ChainRow } from './read-chain.ts'

/** HASH: the row is not what was written. LINK: it does not follow the row before it. GAP: rows are missing that no archive has. */
export type BreakReason = 'HASH' | 'LINK' | 'GAP'

/** What checking a part of a chain has found; `brokenAtSeq` is the first row that is wrong, or the first that is missing. */
export interface ChainVerdict {
  readonly ok: boolean
  /** Rows whose hash was computed anew. */
  readonly checked: number
  /** Purged ranges that were passed over by their archive's hashes. */
  readonly gapsCovered: number
  readonly brokenAtSeq: bigint | null
  readonly reason: BreakReason | null
}

/** The row that the next one must be tied to. */
interface Tie {
  readonly seq: bigint
  readonly hash: string
}

type Wrong = Pick<ChainVerdict, 'brokenAtSeq' | 'reason'>

/** Computes every live row of a part anew and follows the links between them, over purged ranges by the hashes of their archives. */
export async function verifyChain(reader: ChainReader, part: ChainPart): Promise<ChainVerdict> {
  const [gaps, before] = await Promise.all([purgedRanges(reader, part.brandId), rowBefore(reader, part)])
  const archives = openArchives(gaps)
  let tie: Tie = before ?? { seq: 0n, hash: GENESIS }
  let [checked, gapsCovered] = [0, 0]
  for await (const row of readChain(reader, part)) {
    checked += 1
    const wrong = judgeRow(row, tie, archives)
    if (wrong) return { ok: false, checked, gapsCovered, ...wrong }
    const seq = BigInt(row.chainSeq)
    if (seq > tie.seq + 1n) gapsCovered += 1
    tie = { seq, hash: row.entryHash }
  }
  if (tie.seq >= part.to) return { ok: true, checked, gapsCovered, brokenAtSeq: null, reason: null }
  const end = archives.passOver({ tie, until: part.to + 1n })
  if (end.wrong) return { ok: false, checked, gapsCovered, ...end.wrong }
  return { ok: true, checked, gapsCovered: gapsCovered + 1, brokenAtSeq: null, reason: null }
}

function judgeRow(row: ChainRow, tie: Tie, archives: Archives): Wrong | undefined {
  const seq = BigInt(row.chainSeq)
  if (entryHash(row.prevHash, row) !== row.entryHash) return { brokenAtSeq: seq, reason: 'HASH' }
  const { wrong, hash } = archives.passOver({ tie, until: seq })
  if (wrong) return wrong
  // a live row inside a purged range computes on its own; the hash before it is gone
  return hash === undefined || row.prevHash === hash ? undefined : { brokenAtSeq: seq, reason: 'LINK' }
}

interface Hole {
  readonly tie: Tie
  /** First number behind the hole. */
  readonly until: bigint
}

interface Archives {
  /** Every missing row must lie in an archive, and the ends of the archives must fit. Answers the hash right before `until`, where it is known. */
  passOver(hole: Hole): { readonly wrong?: Wrong; readonly hash?: string }
}

/** Counts what is missing of each archive: no more may be than the purge has taken out. */
function openArchives(gaps: readonly ChainGap[]): Archives {
  const missing = new Map<ChainGap, bigint>()
  return {
    passOver({ tie, until }) {
      let next = tie.seq + 1n
      let { hash } = tie
      for (const gap of gaps.filter(({ from, to }) => to >= next && from < until)) {
        if (gap.from > next) return { wrong: { brokenAtSeq: next, reason: 'GAP' } }
        if (gap.from === next && gap.firstPrevHash !== hash) return { wrong: { brokenAtSeq: gap.from, reason: 'LINK' } }
        const gone = (missing.get(gap) ?? 0n) + (gap.to < until ? gap.to + 1n : until) - next
        if (gone > gap.purged) return { wrong: { brokenAtSeq: next, reason: 'GAP' } }
        missing.set(gap, gone)
        next = gap.to + 1n
        hash = gap.lastEntryHash
      }
      if (next < until) return { wrong: { brokenAtSeq: next, reason: 'GAP' } }
      return next === until ? { hash } : {}
    },
  }
}
