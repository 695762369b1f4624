import type { Column, Entity, ModuleMetadata } from '../../../schema/model.ts'

/** DDL of a fixture module: tables, keys, indexes, row level security, and a login that may read. No Prisma file stands behind a fixture. */
export function fixtureTables(module: ModuleMetadata, role: string): string {
  return [
    `create schema if not exists ${module.schema}`,
    `grant usage on schema ${module.schema} to ${role}`,
    ...module.entities.flatMap((entity) => tableOf(entity, role)),
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

function columnOf({ name, pgType, list, nullable, hasDefault }: Column): string {
  const type = pgType === 'char' ? 'char(3)' : pgType === 'timestamptz' ? 'timestamptz(3)' : pgType
  const value = !hasDefault ? '' : pgType === 'uuid' ? ' default uuidv7()' : pgType === 'timestamptz' ? ' default now()' : pgType === 'integer' ? ' default 1' : ''
  return `${name} ${type}${list ? '[]' : ''}${nullable ? '' : ' not null'}${value}`
}
