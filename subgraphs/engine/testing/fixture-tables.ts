import type { Column, Entity, ModuleMetadata } from '../../../schema/model.ts'

/** DDL of a fixture module: tables, keys, indexes, row level security, and a login that may read. No Prisma file stands behind a fixture. */
export function fixtureTables(module: ModuleMetadata, role: string): string {
  return [
    `create schema if not exists ${module.schema}`,
    `grant usage on schema ${module.schema} to ${role}`,
    ...module.entities.flatMap((entity) => tableOf(entity, role)),
    ...logOf(module, role),
  ].join(';\n')
}

function tableOf(entity: Entity, role: string): readonly string[] {
  const name = `${entity.schema}.${entity.table}`
  const brand = `brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)`
  return [
    `create table ${name} (${[...entity.columns.map(columnOf), 'primary key (brand_id, id)'].join(', ')})`,
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `create policy brand on ${name} using (${brand}) with check (${brand})`,
    `grant select, insert on ${name} to ${role}`,
    ...entity.indexes.filter(({ columns }) => columns.join() !== 'brand_id,id').map(({ columns, unique }) => `create ${unique ? 'unique ' : ''}index on ${name} (${columns.join(', ')})`),
  ]
}

/** What every module has for its access log. */
function logOf({ schema }: ModuleMetadata, role: string): readonly string[] {
  return [
    `create table ${schema}.audit_log (id uuid primary key, occurred_at timestamptz not null, actor_type text not null, actor_id text not null, actor_brand_id text,
      event_type text not null, entity_type text, entity_id text, brand_id text not null, request_id text, details jsonb)`,
    `create table ${schema}.outbox (brand_id uuid not null, id uuid not null, seq bigint generated always as identity, aggregatetype text not null,
      aggregateid text not null, type text not null, payload jsonb not null, destination text not null, occurred_at timestamptz(3) not null,
      max_attempts integer not null, primary key (brand_id, id))`,
    `grant insert on ${schema}.audit_log, ${schema}.outbox to ${role}`,
  ]
}

function columnOf({ name, pgType, list, nullable, hasDefault }: Column): string {
  const type = pgType === 'char' ? 'char(3)' : pgType === 'timestamptz' ? 'timestamptz(3)' : pgType
  const value = !hasDefault ? '' : pgType === 'uuid' ? ' default uuidv7()' : pgType === 'timestamptz' ? ' default now()' : pgType === 'integer' ? ' default 1' : ''
  return `${name} ${type}${list ? '[]' : ''}${nullable ? '' : ' not null'}${value}`
}
