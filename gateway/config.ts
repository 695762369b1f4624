import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readSettings } from '../prisma/database/settings.ts'
import type { Settings } from '../prisma/database/settings.ts'
import { GatewayError } from './gateway-error.ts'

/** How this gateway was told to run, by flags and environment. */
export interface GatewayConfig {
  readonly settings: Settings
  /** A graph of other people's subgraphs, instead of our own. */
  readonly supergraphFile: string | undefined
  /** Subgraphs of other people among our own, by name: they enforce nothing, so what they answer is masked. */
  readonly foreign: readonly string[]
  /** Where subgraphs listen, by name; the others stand at the address that the supergraph gives. */
  readonly addresses: ReadonlyMap<string, string>
  /** Answer callers without a token; for graphs of other people's subgraphs only. */
  readonly allowAnonymous: boolean
  readonly isHelp: boolean
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

const readFlags = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values
  } catch (cause) {
    const [line = ''] = (cause instanceof Error ? cause.message : '').split('\n')
    throw new GatewayError('FLAG_UNKNOWN', `${line} See --help.`)
  }
}

const port = z.coerce.number().int().min(0).max(65_535)
const address = z.tuple([z.string().min(1), z.url({ protocol: /^https?$/ })])

const readPort = (text: string): number => {
  const parsed = port.safeParse(text === '' ? NaN : text)
  if (!parsed.success) throw new GatewayError('PORT_INVALID', 'The port of --port must be a number from 0 to 65535.')
  return parsed.data
}

/** Reads `name=url` pairs, separated by spaces or commas. */
export const readAddresses = (text: string): ReadonlyMap<string, string> => new Map(text.split(/[\s,]+/).filter(entry => entry !== '').map(entry => {
  const at = entry.indexOf('=')
  const parsed = address.safeParse([entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)])
  if (!parsed.success) throw new GatewayError('SUBGRAPHS_INVALID', 'SUBGRAPHS must be a list of name=http://host:port/path, separated by spaces.')
  return parsed.data
}))

/** Reads flags and environment once, at the start. */
export const readConfig = (args: readonly string[], environment: NodeJS.ProcessEnv = process.env): GatewayConfig => {
  const flags = readFlags(args)
  if (flags.anonymous && flags.supergraph === undefined) {
    throw new GatewayError('ANONYMOUS_REFUSED', 'Our own graph is never answered without a token; --anonymous is for --supergraph.')
  }
  const foreign = flags.foreign ?? (environment.FOREIGN_SUBGRAPHS ?? '').split(/[\s,]+/).filter(name => name !== '')
  if (foreign.length > 0 && flags.supergraph === undefined) {
    throw new GatewayError('FOREIGN_REFUSED', 'Foreign subgraphs stand in a supergraph of their own; name its file with --supergraph.')
  }
  if (flags.anonymous && foreign.length > 0) {
    throw new GatewayError('ANONYMOUS_REFUSED', 'Our own modules never answer without a token; --anonymous is for a graph of other people alone.')
  }
  const settings = readSettings(environment, {
    ...(flags.distributed && { mode: 'distributed' }),
    ...(flags.port !== undefined && { port: readPort(flags.port) }),
  })
  return {
    settings,
    supergraphFile: flags.supergraph,
    foreign,
    addresses: readAddresses(environment.SUBGRAPHS ?? ''),
    allowAnonymous: flags.anonymous ?? false,
    isHelp: flags.help ?? false,
  }
}
