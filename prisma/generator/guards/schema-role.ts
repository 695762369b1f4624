import { roleOf } from './guard.ts'

/** Logins that work in every module: what each may do there is granted table by table. */
const GUESTS = ['vg_relay', 'vg_archiver'] as const

/** Roles are of the whole cluster and databases come and go, so one that is there is taken; a second migration may run at the same time. */
function createRole(role: string): string {
  return `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;`
}

/** The login of a module, and who may enter its schema; the machinery of a module is there for relay and archiver too. */
export function schemaRole(schema: string): string {
  const role = roleOf(schema)
  if (role === undefined) return ''
  const guests = schema === 'gateway' ? [] : GUESTS
  return `${createRole(role)}\nGRANT USAGE ON SCHEMA ${schema} TO ${[role, ...guests].join(', ')};`
}

/** Facts of `schemaRole`, as `readCatalogFacts` reads them. */
export function schemaFacts(schema: string): readonly string[] {
  const role = roleOf(schema)
  if (role === undefined) return []
  return [role, ...(schema === 'gateway' ? [] : GUESTS)].map(guest => `${schema} usage ${guest}`)
}
