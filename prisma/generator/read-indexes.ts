import type { Index } from '../../schema/model.ts'
import { annotationsOf } from './parse-annotations.ts'
import type { Reading } from './reading.ts'
import type { SourceIndex, SourceModel } from './source.ts'
import { fieldOf } from './source.ts'

const KIND_ORDER: readonly SourceIndex['kind'][] = ['PRIMARY', 'UNIQUE', 'NORMAL']
const METHODS: Readonly<Record<string, Index['method']>> = { BTree: 'btree', Gin: 'gin', Gist: 'gist' }
/** `unique: a, b NULLS NOT DISTINCT WHERE …`; anything else in `@sql` is a note for people. */
const RAW_INDEX = /^(unique|index|gin|gist)\s*:\s*([\w, ]+?)(\s+NULLS NOT DISTINCT)?(?:\s+WHERE\s+(.+))?$/i

/** Raw SQL speaks of columns, Prisma of fields; both are understood. */
function columnNamed(model: SourceModel, name: string, { report }: Reading): string {
  const field = fieldOf(model, name) ?? model.fields.find(({ column, kind }) => column === name && kind !== 'object')
  if (field === undefined) report('UNKNOWN_COLUMN', model.name, `an index names ${name}, which is no column of ${model.name}.`)
  return field?.column ?? name
}

function readDeclared(index: SourceIndex, model: SourceModel, reading: Reading): Index {
  const method = METHODS[index.algorithm ?? 'BTree']
  const columns = index.fields.map(name => columnNamed(model, name, reading))
  if (method === undefined) reading.report('INDEX_METHOD', model.name, `the index on ${columns.join(', ')} is ${index.algorithm}; only btree, gin and gist are known.`)
  return { columns, unique: index.kind !== 'NORMAL', method: method ?? 'btree', nullsNotDistinct: false }
}

function readRaw(text: string, model: SourceModel, reading: Reading): readonly Index[] {
  const [, kind, list, nullsNotDistinct, where] = RAW_INDEX.exec(text) ?? []
  if (kind === undefined || list === undefined) return []
  const columns = list.split(',').map(name => columnNamed(model, name.trim(), reading))
  return [{
    columns, unique: kind.toLowerCase() === 'unique', ...(where !== undefined && { where }),
    method: METHODS[kind === 'gin' ? 'Gin' : kind === 'gist' ? 'Gist' : 'BTree'] ?? 'btree', nullsNotDistinct: nullsNotDistinct !== undefined,
  }]
}

/** All indexes: the primary key, the unique ones, the others, then those that only the SQL migration can say (`@sql`). */
export function readIndexes(model: SourceModel, reading: Reading): readonly Index[] {
  const declared = KIND_ORDER.flatMap(kind => model.indexes.filter(index => index.kind === kind))
  const raw = annotationsOf(model.documentation, 'sql').flatMap(({ raw: text }) => readRaw(text, model, reading))
  return [...declared.map(index => readDeclared(index, model, reading)), ...raw]
}
