import { z } from 'zod'
import { addressesType } from './addresses-type.ts'
import { settingFacts } from './facts.ts'
import { networksType } from './networks-type.ts'
import { countType, httpUrlType, keyRingType, keyType, namesType, pairsType, portType, postgresUrlType, ratioType, wordType } from './setting-types.ts'

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

  VEIL_ISSUERS: z.string().optional().register(settingFacts, {
    group: 'authentication', otherwise: 'no identity provider', doc: 'Identity providers whose tokens are taken: a list as JSON, or the path of a file with one; see docs/authentication.md.' }),
  VEIL_TRUSTED_PROXIES: networksType.default([]).register(settingFacts, {
    group: 'authentication', doc: 'Networks of the proxies in front, whose X-Forwarded-For and X-Forwarded-Host count: `10.0.0.0/8 ::1`, separated by spaces.' }),
  VEIL_DEFAULT_BRAND: z.string().min(1).max(100).optional().register(settingFacts, {
    group: 'authentication', otherwise: 'the first demo brand where the mode is embedded, else none',
    doc: 'Slug or id of the brand that requests to `localhost` or to a bare address are for; a token that says its own brand does not need it.' }),

  VEIL_POLICY: z.string().optional().register(settingFacts, { group: 'policy', otherwise: "the product's own file", doc: 'File of the clearance table.' }),
  VEIL_POLICY_PREVIOUS: z.string().optional().register(settingFacts, { group: 'policy', doc: 'The clearance table before it, while a change is under way: what both allow is allowed.' }),

  VEIL_COST_LIMIT: countType(1, 1_000_000_000).default(15_000).register(settingFacts, { group: 'limits', doc: 'What one operation may cost by its estimate, in rows (docs/cost.md); a dearer one is COST_LIMIT.' }),
  VEIL_COST_PER_MINUTE: countType(0, 2_000_000_000).default(1_000_000).register(settingFacts, { group: 'limits', doc: 'What a caller may spend in a minute, over all gateways, by the estimates; then RATE_LIMITED. 0: as much as they like.' }),
  VEIL_COST_BRAND_PER_MINUTE: countType(0, 2_000_000_000).default(50_000_000).register(settingFacts, { group: 'limits', doc: 'What all callers of a brand may spend in a minute together. 0: as much as they like.' }),
  VEIL_COST_LIST_SIZE: countType(1, 10_000).default(10).register(settingFacts, { group: 'limits', doc: 'Objects that a list is taken to have where the schema says nothing of its size; only graphs of other people have such lists.' }),
  VEIL_LIMIT_TOKENS: countType(1, 1_000_000).default(4000).register(settingFacts, { group: 'limits', doc: 'Tokens of a document; a longer one is TOKEN_LIMIT.' }),
  VEIL_LIMIT_DEPTH: countType(1, 1000).default(15).register(settingFacts, { group: 'limits', doc: 'Fields inside each other, with fragments written out; deeper is DEPTH_LIMIT.' }),
  VEIL_LIMIT_FIELDS: countType(1, 1_000_000).default(1000).register(settingFacts, { group: 'limits', doc: 'Fields of an operation, with fragments written out.' }),
  VEIL_LIMIT_ROOT_FIELDS: countType(1, 10_000).default(20).register(settingFacts, { group: 'limits', doc: 'Fields at the root of an operation.' }),
  VEIL_LIMIT_ALIASES: countType(0, 10_000).default(30).register(settingFacts, { group: 'limits', doc: 'Aliases of an operation, with fragments written out; more is ALIAS_LIMIT.' }),
  VEIL_LIMIT_DIRECTIVES: countType(0, 10_000).default(50).register(settingFacts, { group: 'limits', doc: 'Directives of a document, wherever they stand.' }),
  VEIL_LIMIT_VARIABLES: countType(0, 10_000).default(100).register(settingFacts, { group: 'limits', doc: 'Variables that an operation declares.' }),
  VEIL_LIMIT_OPERATIONS: countType(1, 1000).default(10).register(settingFacts, { group: 'limits', doc: 'Operations of a document.' }),
  VEIL_LIMIT_NESTING: countType(1, 500).default(50).register(settingFacts, { group: 'limits', doc: 'Selection sets inside each other as they are written, inline fragments counted.' }),
  VEIL_LIMIT_FRAGMENTS: countType(0, 500).default(100).register(settingFacts, { group: 'limits', doc: 'Fragments that a document defines.' }),
  VEIL_LIMIT_VALUES: countType(1, 500).default(50).register(settingFacts, { group: 'limits', doc: 'Objects and lists inside each other, in literals and in variables.' }),
  VEIL_LIMIT_LIST: countType(1, 50_000).default(1000).register(settingFacts, { group: 'limits', doc: 'Items of one list, in literals and in variables.' }),
  VEIL_LIMIT_INPUTS: countType(1, 50_000).default(5000).register(settingFacts, { group: 'limits', doc: 'Values inside the variables of a request, all together.' }),
  VEIL_TRUSTED_DOCUMENTS: wordType(['off', 'log', 'warn', 'require']).default('off').register(settingFacts, { group: 'limits', doc: 'What is done with operations that nobody registered: nothing, named in the log, told in the answer too, refused (docs/trusted-documents.md).' }),
  VEIL_TRUSTED_DOCUMENTS_FILE: z.string().optional().register(settingFacts, { group: 'limits', otherwise: 'those that were imported only', doc: 'A manifest of registered documents for every brand; read again when it changes.' }),

  VEIL_EXPORT_ROWS: countType(1, 100_000_000).default(5_000_000).register(settingFacts, { group: 'limits', doc: 'Rows of one exported file; a longer list is cut there, and the export says so (docs/exports.md).' }),
  VEIL_EXPORT_MIB: countType(1, 100_000).default(1024).register(settingFacts, { group: 'limits', doc: 'Length of one exported file in MiB, before compression; the part that passes it is the last.' }),
  VEIL_EXPORT_HOURS: countType(1, 24 * 30).default(24).register(settingFacts, { group: 'limits', doc: 'How long an export is kept, in hours since it was asked for.' }),
  VEIL_EXPORTS_PER_CALLER: countType(0, 10_000).default(20).register(settingFacts, { group: 'limits', doc: 'Exports of one caller that are kept at once, whatever became of them; a further one is EXPORT_LIMIT. 0: nobody exports.' }),
  VEIL_EXPORTS_PER_BRAND: countType(0, 1_000_000).default(500).register(settingFacts, { group: 'limits', doc: 'Exports of a brand that are kept at once.' }),
  VEIL_JOBS: countType(0, 32).optional().register(settingFacts, {
    group: 'resilience', otherwise: '1 in one process and in a worker, 0 in a distributed gateway', doc: 'Jobs that a process works on at once; 0: none, others do (docs/exports.md).' }),

  VEIL_REQUEST_MS: countType(100, 120_000).default(10_000).register(settingFacts, { group: 'resilience', doc: 'From the arrival of a request to its answer, in milliseconds; what is not there by then is TIMEOUT. Subgraphs are told how much is left.' }),
  VEIL_SUBGRAPH_TIMEOUT_MS: countType(50, 60_000).default(7_000).register(settingFacts, { group: 'resilience', doc: 'One fetch over HTTP, waiting for room and retries included; longer than a statement may take, which is 5 s.' }),
  VEIL_SUBGRAPH_CONNECT_MS: countType(10, 60_000).default(1_000).register(settingFacts, { group: 'resilience', doc: 'Opening a connection to a subgraph, and its answer about its health, in milliseconds.' }),
  VEIL_SUBGRAPH_CONNECTIONS: countType(1, 1_000).default(16).register(settingFacts, { group: 'resilience', doc: 'Fetches under way at once to one address of a subgraph.' }),
  VEIL_SUBGRAPH_QUEUE: countType(0, 100_000).default(500).register(settingFacts, { group: 'resilience', doc: 'Fetches that wait for room at one subgraph; further ones are answered SUBGRAPH_UNAVAILABLE at once.' }),
  VEIL_SUBGRAPH_RETRIES: countType(0, 5).default(2).register(settingFacts, { group: 'resilience', doc: 'How often one fetch is sent again where that does no harm (docs/resilience.md).' }),
  VEIL_SUBGRAPH_RETRY_RATIO: ratioType.default(0.1).register(settingFacts, { group: 'resilience', doc: 'Retries to a subgraph in proportion to its fetches, so that they cannot multiply an outage; ten are always in hand.' }),
  VEIL_SUBGRAPH_FAILURES: countType(1, 1_000).default(5).register(settingFacts, { group: 'resilience', doc: 'Failures of the last seconds after which an address of a subgraph is left alone, where they are more than half.' }),
  VEIL_SUBGRAPH_PAUSE_MS: countType(10, 60_000).default(1_000).register(settingFacts, { group: 'resilience', doc: 'How long it is left alone before one fetch tries again, in milliseconds; each failure doubles it, up to eight times.' }),
  VEIL_SUBGRAPH_SHARE: wordType(['off', 'on']).default('off').register(settingFacts, { group: 'resilience', doc: 'Equal fetches of the same caller under way at the same time are sent once, over HTTP; what may be logged or charged never is shared.' }),
  VEIL_POOL_WAIT_MS: countType(10, 60_000).default(3_000).register(settingFacts, { group: 'resilience', doc: 'How long a read waits for a connection of its module, in milliseconds; then SUBGRAPH_UNAVAILABLE.' }),
  VEIL_POOL_QUEUE: countType(1, 100_000).default(1_000).register(settingFacts, { group: 'resilience', doc: 'Reads that wait for a connection of a module; further ones are SUBGRAPH_UNAVAILABLE at once.' }),
  VEIL_DRAIN_MS: countType(0, 300_000).optional().register(settingFacts, {
    group: 'resilience', otherwise: '5000 in production, else 0', doc: 'After SIGTERM or SIGINT: how long a process that says it is not ready goes on taking requests, in milliseconds.' }),
  VEIL_WATCH_MS: countType(0, 3_600_000).default(0).register(settingFacts, { group: 'resilience', doc: 'How often the files of supergraph and policy are looked at, in milliseconds; 0: they are read again on SIGHUP only.' }),

  VEIL_LOG_LEVEL: wordType(['debug', 'info', 'warn', 'error']).default('warn').register(settingFacts, { group: 'observability', doc: '`info` writes a line for every request.' }),
  VEIL_SLOW_MS: countType(0, 60_000).default(1000).register(settingFacts, { group: 'observability', doc: 'An operation that takes longer than so many milliseconds is logged with its plan; 0 logs none.' }),
  VEIL_SLOW_PER_MINUTE: countType(1, 10_000).default(20).register(settingFacts, { group: 'observability', doc: 'Slow operations that a process logs in a minute at most.' }),
  VEIL_METRICS_PORT: portType.optional().register(settingFacts, { group: 'observability', otherwise: 'no such port', doc: 'Port of `/metrics` for Prometheus, of gateways and subgraphs alike.' }),
  VEIL_METRICS_HOST: z.string().default('127.0.0.1').register(settingFacts, { group: 'observability', doc: 'Address of that port.' }),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrlType.optional().register(settingFacts, { group: 'observability', otherwise: 'no traces', doc: 'Collector of traces, OTLP over HTTP: `http://host:4318`.' }),
  OTEL_EXPORTER_OTLP_HEADERS: pairsType.optional().register(settingFacts, { group: 'observability', isSecret: true, doc: 'Headers for the collector: `name=value,name=value`.' }),
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
