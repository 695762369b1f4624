import { z } from 'zod'

const profileSchema = z.object({
  nodes: z.array(z.object({ id: z.number(), callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }) })),
  samples: z.array(z.number()),
  /** Microseconds from one sample to the next. */
  timeDeltas: z.array(z.number()),
})

export interface ProfileTables {
  /** Function, place, microseconds a request, share. */
  readonly byFunction: readonly (readonly string[])[]
  /** Package or folder, microseconds a request, share. */
  readonly byPlace: readonly (readonly string[])[]
}

/** Waiting, and the inspector itself. */
const LEFT_OUT = new Set(['(idle)', '(program)', '(root)', 'dispatch in node'])

/** Own time of a V8 profile, most expensive first. */
export function readProfile(text: string, requests: number): ProfileTables {
  const { nodes, samples, timeDeltas } = profileSchema.parse(JSON.parse(text))
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const byFunction = new Map<string, number>()
  const byPlace = new Map<string, number>()
  let total = 0
  samples.forEach((id, at) => {
    const frame = frames.get(id)
    if (!frame || LEFT_OUT.has(frame.functionName) || LEFT_OUT.has(`${frame.functionName} in ${frame.url || 'node'}`)) return
    const time = timeDeltas[at] ?? 0
    const place = placeOf(frame.url)
    total += time
    add(byPlace, place, time)
    add(byFunction, `${frame.functionName || '(anonymous)'}\t${place === 'node' ? frame.url : `${fileOf(frame.url)}:${frame.lineNumber + 1}`}`, time)
  })
  const figures = (time: number): readonly string[] => [(time / requests).toFixed(1), (100 * time / total).toFixed(1)]
  return {
    byFunction: sorted(byFunction).map(([name, time]) => [...name.split('\t'), ...figures(time)]),
    byPlace: sorted(byPlace).map(([name, time]) => [name, ...figures(time)]),
  }
}

/** A package, a folder of ours, or Node itself. */
export function placeOf(url: string): string {
  const [, inPackage] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? []
  if (inPackage !== undefined) return inPackage
  const [, own] = /\/((?:gateway|subgraphs|schema|prisma|bench)(?:\/[^/]+)*)\/[^/]+$/.exec(url) ?? []
  return own ?? 'node'
}

function fileOf(url: string): string {
  return url.split('/').slice(-2).join('/')
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time)
}

function sorted(times: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...times].sort(([, a], [, b]) => b - a)
}
