import { siteOf } from './networks.ts'

/** How often one address may fail before it has to wait; each second gives some attempts back. */
export interface BrakeOptions {
  readonly burst?: number
  readonly perSecond?: number
  now?(): number
}

/** Slows down addresses whose attempts fail, before an attempt costs anybody else anything. */
export interface FailureBrake {
  /** Whether an attempt that has to be checked may be made from there now. A credential that is known already asks nobody and is not held up. */
  mayTry(address: string | undefined): boolean
  failed(address: string | undefined): void
}

interface Bucket {
  attempts: number
  at: number
}

const BURST = 60
const PER_SECOND = 2
const MOST_SITES = 20_000

/** In this process alone: it protects the database and the issuers from this process. */
export const failureBrake = ({ burst = BURST, perSecond = PER_SECOND, now = Date.now }: BrakeOptions = {}): FailureBrake => {
  const buckets = new Map<string, Bucket>()

  const left = ({ attempts, at }: Bucket): number => Math.min(burst, attempts + ((now() - at) / 1000) * perSecond)

  return {
    mayTry(address) {
      const bucket = buckets.get(siteOf(address))
      return bucket === undefined || left(bucket) >= 1
    },
    failed(address) {
      const site = siteOf(address)
      const bucket = buckets.get(site)
      buckets.delete(site)
      buckets.set(site, { attempts: Math.max(0, (bucket ? left(bucket) : burst) - 1), at: now() })
      // the one that failed longest ago has most attempts back
      const [oldest] = buckets.keys()
      if (buckets.size > MOST_SITES && oldest !== undefined) buckets.delete(oldest)
    },
  }
}
