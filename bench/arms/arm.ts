import type { BenchCase } from '../cases/bench-case.ts'
import type { Asker } from '../cases/asker.ts'

/**
 * Who is compared. `limit`: hand-written SQL behind bare node:http. `embedded`: the product in one process.
 * `distributed`: the same product with every subgraph in a process of its own.
 */
export const ARM_NAMES = ['limit', 'embedded', 'distributed'] as const
export type ArmName = (typeof ARM_NAMES)[number]

/** One request as bytes that can be sent many times. */
export interface PreparedRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A running server that answers all cases. */
export interface Arm {
  readonly name: ArmName
  readonly origin: string
  /** One request for each set of variables of the case. */
  requests(asked: BenchCase, asker: Asker): Promise<readonly PreparedRequest[]>
  /** Processor time of all its processes so far, user and system, in milliseconds; Postgres is not among them. */
  cpuMs(): Promise<number>
  stop(): Promise<void>
}
