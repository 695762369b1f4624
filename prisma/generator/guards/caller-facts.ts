/** Columns that vg_keys may change: what use leaves behind, and a hash that is renewed. */
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  'identity.personal_access_tokens': ['last_used_at', 'last_used_ip', 'token_hash', 'hash_key_version'],
  'identity.sessions': ['last_seen_at', 'idle_expires_at', 'session_token', 'hash_key_version'],
  'organization.service_account_keys': ['last_used_at', 'last_used_ip', 'api_key_hash', 'hash_key_version'],
  'organization.service_accounts': ['last_used_at'],
}

const FUNCTIONS: readonly string[] = [
  'identity.caller_stamp(brand uuid, account uuid, kind text, credential uuid)',
  'identity.caller(brand uuid, account uuid, issuer text, subject text, kind text, hashes text[])',
  'identity.credential_caller(brand uuid, kind text, credential uuid)',
  'identity.token_used(brand uuid, token uuid, address inet)',
  'identity.session_used(brand uuid, session uuid)',
  'identity.rehash_token(brand uuid, token uuid, known text, fresh text, version smallint)',
  'identity.rehash_session(brand uuid, session uuid, known text, fresh text, version smallint)',
  'organization.caller_stamp(brand uuid, person uuid, key uuid)',
  'organization.caller(brand uuid, person uuid)',
  'organization.key_caller(brand uuid, hashes text[])',
  'organization.key_holder(brand uuid, key uuid)',
  'organization.key_used(brand uuid, key uuid, address inet)',
  'organization.rehash_key(brand uuid, key uuid, known text, fresh text, version smallint)',
  'audit.break_glass_runs(brand uuid, access uuid, person uuid)',
]

/** What the catalog says of the functions by which the door learns who a caller is; their SQL stands in a migration because a person wrote it. */
export const CALLER_FACTS: readonly string[] = [
  ...FUNCTIONS.map(signature => `${signature} function of vg_keys, execute vg_gateway`),
  ...['identity', 'organization', 'audit'].map(schema => `${schema} usage vg_gateway`),
  ...['audit', 'platform'].map(schema => `${schema} usage vg_keys`),
  'platform.brands policy keys SELECT {vg_keys} using true check -',
  ...['id', 'name', 'status'].map(column => `platform.brands grant vg_keys SELECT ${column}`),
  ...Object.entries(CHANGED).flatMap(([table, columns]) => [
    `${table} policy keys_used UPDATE {vg_keys} using true check true`, ...columns.map(column => `${table} grant vg_keys UPDATE ${column}`),
  ]),
]
