import { parseArgs } from 'node:util'
import { readSettings } from '../prisma/database/settings.ts'
import type { Settings } from '../prisma/database/settings.ts'
import { environment as processEnvironment } from '../schema/settings/environment.ts'
import type { Environment } from '../schema/settings/environment.ts'
import { portType } from '../schema/settings/setting-types.ts'
import { GatewayError } from './gateway-error.ts'

/** Flags by name; absent where they were not given. */
export interface Flags {
  readonly port?: string
  readonly supergraph?: string
  readonly foreign?: readonly string[]
  readonly anonymous?: boolean
  readonly distributed?: boolean
  readonly help?: boolean
}

/** How this gateway was told to run, by flags and environment. */
export interface GatewayConfig {
  readonly settings: Settings
  /** A graph of other people's subgraphs, instead of our own. */
  readonly supergraphFile: string | undefined
  /** Subgraphs of other people among our own, by name: they enforce nothing, so what they answer is masked. */
  readonly foreign: readonly string[]
  /** Where subgraphs listen, by name; the others stand at the address that the supergraph gives. */
  readonly addresses: ReadonlyMap<string, readonly string[]>
  /** Answer callers without a token; for graphs of other people's subgraphs only. */
  readonly allowAnonymous: boolean
  readonly isHelp: boolean
  /** The flags, as they were given. */
  readonly given: Flags
}

export const USAGE = `Usage: npm start -- [options]
  --port N           listen there (default 4000, or PORT)
  --supergraph FILE  serve this composed graph; its subgraphs are reached over HTTP and what they answer is masked
  --foreign NAME     with --supergraph: our own modules were composed with this subgraph of other people, over HTTP;
                     may be repeated, or FOREIGN_SUBGRAPHS lists them, separated by spaces
  --anonymous        with --supergraph: answer callers without a token; what is labelled stays hidden from them
  --distributed      reach our own subgraphs over HTTP, at the addresses of SUBGRAPHS (name=url, separated by spaces)
  --help             print this`

const OPTIONS = {
  port: { type: 'string' }, supergraph: { type: 'string' }, foreign: { type: 'string', multiple: true }, anonymous: { type: 'boolean' }, distributed: { type: 'boolean' }, help: { type: 'boolean' },
} as const

/** Throws `FLAG_UNKNOWN`. */
export const readFlags = (args: readonly string[]): Flags => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values
  } catch (cause) {
    const [line = ''] = (cause instanceof Error ? cause.message : '').split('\n')
    throw new GatewayError('FLAG_UNKNOWN', `${line} See --help.`)
  }
}

const readPort = (text: string): number => {
  const parsed = portType.safeParse(text === '' ? NaN : text)
  if (!parsed.success) throw new GatewayError('PORT_INVALID', 'The port of --port must be a number from 0 to 65535.')
  return parsed.data
}

/** Reads flags and environment once, at the start. */
export const readConfig = (args: readonly string[], environment: Environment = processEnvironment()): GatewayConfig => {
  const flags = readFlags(args)
  if (flags.anonymous && flags.supergraph === undefined) {
    throw new GatewayError('ANONYMOUS_REFUSED', 'Our own graph is never answered without a token; --anonymous is for --supergraph.')
  }
  const settings = readSettings(environment, {
    ...(flags.distributed && { mode: 'distributed' }),
    ...(flags.port !== undefined && { port: readPort(flags.port) }),
  })
  const foreign = flags.foreign ?? settings.values.FOREIGN_SUBGRAPHS
  if (foreign.length > 0 && flags.supergraph === undefined) {
    throw new GatewayError('FOREIGN_REFUSED', 'Foreign subgraphs stand in a supergraph of their own; name its file with --supergraph.')
  }
  if (flags.anonymous && foreign.length > 0) {
    throw new GatewayError('ANONYMOUS_REFUSED', 'Our own modules never answer without a token; --anonymous is for a graph of other people alone.')
  }
  return {
    settings,
    supergraphFile: flags.supergraph,
    foreign,
    addresses: settings.values.SUBGRAPHS ?? new Map(),
    allowAnonymous: flags.anonymous ?? false,
    isHelp: flags.help ?? false,
    given: flags,
  }
}
