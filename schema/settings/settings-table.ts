import { z } from 'zod'
import { addressesType } from './addresses-type.ts'
import { settingFacts } from './facts.ts'
import { countType, httpUrlType, keyRingType, keyType, namesType, portType, postgresUrlType, ratioType, wordType } from './setting-types.ts'

/**
 * Everything that the product reads from the environment, and nothing else does. A new setting is an entry here: its type with
 * its default, its part of the product, one sentence; and a row in docs/operations.md, which a test asks for.
 */
export const SETTINGS = {
  VEIL_MODE: wordType(['embedded', 'distributed']).default('embedded').register(settingFacts, {
    group: 'start', doc: '`embedded`: one process, keys are generated once. `distributed`: a process a subgraph, keys are required. The flag `--distributed` says the same.' }),
  VEIL_ENVIRONMENT: wordType(['development', 'production']).optional().register(settingFacts, {
    group: 'start', otherwise: '`production` where NODE_ENV says so or the mode is distributed, else `development`',
    doc: 'The development issuer, the explorer, the personas and `/metrics` beside the graph exist in `development` only.' }),
  NODE_ENV: z.string().optional().register(settingFacts, { group: 'start', doc: '`production` means VEIL_ENVIRONMENT=production where that is not set.' }),
  VEIL_DATA: z.string().default('.veilgraph').register(settingFacts, { group: 'start', doc: 'Folder of the embedded Postgres and of generated keys; relative to the project.' }),
  VEIL_PORT_OFFSET: countType(0, 60_000).default(0).register(settingFacts, { group: 'start', doc: 'Added to every port of `npm run start:distributed`, so that two starts can live beside each other.' }),

  DATABASE_URL: postgresUrlType.optional().register(settingFacts, {
    group: 'database', otherwise: 'the embedded Postgres', doc: 'Migration login of an own Postgres 18. A subgraph of its own needs it.' }),
  DATABASE_SUPERUSER_URL: postgresUrlType.optional().register(settingFacts, {
    group: 'database', doc: 'Makes the migration login, its database and the extensions where they are missing.' }),
  DATABASE_ROLE_SECRET: z.string().min(16, 'must have at least 16 characters').optional().register(settingFacts, {
    group: 'database', isSecret: true, doc: 'The passwords of all roles follow from it; at least 16 characters.' }),
  VEIL_POOL_SIZE: countType(1, 50).default(3).register(settingFacts, { group: 'database', doc: 'Connections that a module may open at once.' }),

  VEIL_CURSOR_KEY: keyType.optional().register(settingFacts, { group: 'keys', isSecret: true, otherwise: 'generated once in VEIL_DATA; required where the mode is distributed', doc: 'Seals cursors; base64 of 32 bytes.' }),
  VEIL_PSEUDONYM_KEYS: keyRingType.optional().register(settingFacts, { group: 'keys', isSecret: true, otherwise: 'as VEIL_CURSOR_KEY', doc: 'Make pseudonyms; a list `1:<base64 of 32 bytes>[,2:…]`.' }),
  VEIL_ENVELOPE_KEYS: keyRingType.optional().register(settingFacts, { group: 'keys', isSecret: true, otherwise: 'as VEIL_CURSOR_KEY', doc: 'Sign what the gateway tells subgraphs of the caller; a list as VEIL_PSEUDONYM_KEYS. The highest version signs, all verify.' }),
  VEIL_AUDIT_KEY: keyType.optional().register(settingFacts, { group: 'keys', isSecret: true, otherwise: 'as VEIL_CURSOR_KEY', doc: 'Fingerprints in the access log; base64 of 32 bytes.' }),
  TOKEN_HASH_KEYS: keyRingType.optional().register(settingFacts, { group: 'keys', isSecret: true, otherwise: 'as VEIL_CURSOR_KEY', doc: 'Hash tokens and keys before they are looked up; a list as VEIL_PSEUDONYM_KEYS.' }),

  HOST: z.string().default('127.0.0.1').register(settingFacts, { group: 'http', doc: 'Address to listen at.' }),
  PORT: portType.default(4000).register(settingFacts, { group: 'http', doc: 'Port to listen at; 0 takes a free one. The flag `--port` comes first.' }),
  SUBGRAPHS: addressesType.optional().register(settingFacts, {
    group: 'http', otherwise: 'the addresses of the supergraph', doc: 'Where the other subgraphs listen: `name=http://host:port/graphql`, separated by spaces.' }),
  FOREIGN_SUBGRAPHS: namesType.default([]).register(settingFacts, { group: 'http', doc: 'With `--supergraph`: subgraphs of other people among our own, separated by spaces. The flag `--foreign` comes first.' }),
  VEIL_GATEWAY: httpUrlType.optional().register(settingFacts, { group: 'http', doc: 'Where the gateway listens; a subgraph brings it the events that concern it.' }),

  VEIL_POLICY: z.string().optional().register(settingFacts, { group: 'policy', otherwise: "the product's own file", doc: 'File of the clearance table.' }),
  VEIL_POLICY_PREVIOUS: z.string().optional().register(settingFacts, { group: 'policy', doc: 'The clearance table before it, while a change is under way: what both allow is allowed.' }),

  VEIL_LOG_LEVEL: wordType(['debug', 'info', 'warn', 'error']).default('warn').register(settingFacts, { group: 'observability', doc: '`info` writes a line for every request.' }),
  VEIL_SLOW_MS: countType(0, 60_000).default(1000).register(settingFacts, { group: 'observability', doc: 'An operation that takes longer than so many milliseconds is logged with its plan; 0 logs none.' }),
  VEIL_SLOW_PER_MINUTE: countType(1, 10_000).default(20).register(settingFacts, { group: 'observability', doc: 'Slow operations that a process logs in a minute at most.' }),
  VEIL_METRICS_PORT: portType.optional().register(settingFacts, { group: 'observability', otherwise: 'no such port', doc: 'Port of `/metrics` for Prometheus, of gateways and subgraphs alike.' }),
  VEIL_METRICS_HOST: z.string().default('127.0.0.1').register(settingFacts, { group: 'observability', doc: 'Address of that port.' }),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrlType.optional().register(settingFacts, { group: 'observability', otherwise: 'no traces', doc: 'Collector of traces, OTLP over HTTP: `http://host:4318`.' }),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional().register(settingFacts, { group: 'observability', isSecret: true, doc: 'Headers for the collector: `name=value,name=value`.' }),
  VEIL_TRACE_RATIO: ratioType.default(1).register(settingFacts, { group: 'observability', doc: 'Part of the requests that is traced, from 0 to 1; a trusted proxy may have decided already.' }),

  VEIL_PATCHES: z.string().optional().register(settingFacts, { group: 'tools', doc: 'Set by `npm run privacy` for its own processes: the defence that a kill test switches off.' }),
} as const

/** Name of an environment variable that the product reads. */
export type SettingName = keyof typeof SETTINGS

/** Settings of which there may be one for each of many names. */
export const SETTING_FAMILIES = {
  'DATABASE_URL_<ROLE>': {
    pattern: /^DATABASE_URL_([A-Z][A-Z0-9_]*)$/,
    type: postgresUrlType.register(settingFacts, { group: 'database', otherwise: 'DATABASE_URL with the password that follows from DATABASE_ROLE_SECRET', doc: 'Login of one database role, `DATABASE_URL_BILLING` of vg_billing.' }),
  },
} as const
