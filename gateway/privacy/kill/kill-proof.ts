import { z } from 'zod'
import { atLeast } from '../at-least.ts'
import { plantCanaries } from '../canary/plant-canaries.ts'
import { PLANTED } from '../canary/planted.ts'
import { personLabelled } from '../person.ts'
import { stalePatches } from '../patched/patch.ts'
import type { Patch } from '../patched/patch.ts'
import { runPatched } from '../patched/run-patched.ts'
import type { Proof, ProofDatabase, ProofGround } from '../proof.ts'
import { leaveVisible } from '../twins/compare-figures.ts'
import { makeTwin } from '../twins/make-twin.ts'
import { DEFENCES } from './defences.ts'
import type { Defence } from './defences.ts'
import { PAYER, TWIN } from './twin.ts'

const faults = z.array(z.string())
const PATIENCE_MS = 240_000

/** Each defence is taken away, in the sources of a process of its own, and a proof has to notice. */
export const killProof: Proof = {
  name: 'kill',
  claim: 'No defence can be taken away unnoticed',
  async run(ground, { isLong, defences, say }) {
    const chosen = DEFENCES.filter(({ name, isShort = false }) => defences?.some((word) => name.includes(word)) ?? (isLong || isShort))
    const stale = DEFENCES.flatMap(({ name, patches, given = [] }) => stalePatches([...patches, ...given]).map((text) => `stale: ${name}: ${text}`))
    const grounds = await openGrounds(ground, chosen)
    const controls = new Map<string, readonly string[]>()
    const caught: string[] = []
    const missed: string[] = []
    try {
      for (const defence of chosen.filter(({ patches, given = [] }) => stalePatches([...patches, ...given]).length === 0)) {
        const key = `${defence.caughtBy} ${JSON.stringify(defence.given ?? [])}`
        const before = controls.get(key) ?? await probe(grounds, defence.caughtBy, defence.given ?? [])
        controls.set(key, before)
        const after = await probe(grounds, defence.caughtBy, [...defence.given ?? [], ...defence.patches])
        say(`${defence.name}: ${after.length} faults by ${defence.caughtBy}, ${before.length} before`)
        if (before.length > 0) missed.push(`${defence.name}: ${defence.caughtBy} has faults before it is taken away: ${before[0] ?? ''}`)
        else if (after.length === 0) missed.push(`${defence.name} was taken away, and ${defence.caughtBy} did not notice`)
        else caught.push(defence.name)
      }
    } finally {
      await grounds.drop()
    }
    return { figures: [['defences taken away', chosen.length], ['noticed', caught.length], ...(isLong ? caught.map((name) => ['  ', name] as const) : [])], faults: [...stale, ...missed, ...atLeast(chosen.length, caught.length + missed.length + stale.length, 'defences taken away')] }
  },
}

interface Grounds {
  readonly canaries: ProofDatabase | undefined
  /** Probes may write into it. */
  readonly first: ProofDatabase
  /** What the second one is the twin of: nothing is written into either. */
  readonly twin: ProofDatabase | undefined
  readonly second: ProofDatabase | undefined
  readonly bills: ProofDatabase | undefined
  drop(): Promise<void>
}

/** Probes that compare two databases, each of which must be left as it is. */
const COMPARED = /twins|figures|bills/

/** Only what the chosen ones need. */
async function openGrounds(ground: ProofGround, chosen: readonly Defence[]): Promise<Grounds> {
  const wants = (word: RegExp): boolean => chosen.some(({ caughtBy }) => word.test(caughtBy))
  const canaries = wants(/canary|filters|selections|modules|groups|^files/) ? await ground.copyOf(PLANTED, plantCanaries) : undefined
  const first = await ground.copy()
  const twin = wants(COMPARED) ? await ground.copy() : undefined
  const second = wants(/twins|figures/) ? await ground.copy() : undefined
  if (second !== undefined) await makeTwin(second, personLabelled(TWIN), { seed: 3, extent: { changed: 300, looked: 2_000 } })
  const bills = wants(/bills/) ? await ground.copy() : undefined
  if (bills !== undefined) await leaveVisible(bills, personLabelled(PAYER))
  return { canaries, first, twin, second, bills, drop: async () => void await Promise.all([canaries, first, twin, second, bills].map((database) => database?.drop())) }
}

async function probe({ canaries, first, twin, second, bills }: Grounds, name: string, patches: readonly Patch[]): Promise<readonly string[]> {
  const args = [name, ...[canaries, COMPARED.test(name) ? twin : first, second, bills].map((database) => database?.superuserUrl ?? '')]
  return faults.parse(await runPatched({ patches, program: 'gateway/privacy/kill/probe.ts', args, withinMs: PATIENCE_MS }).catch((failure: unknown) => [`broke off: ${failure instanceof Error ? failure.message.slice(-300) : ''}`]))
}
