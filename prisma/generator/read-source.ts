import type * as DMMF from '@prisma/dmmf'
import { FIELD_ANNOTATIONS, MODEL_ANNOTATIONS } from './annotation-forms.ts'
import { parseAnnotations } from './parse-annotations.ts'
import type { Report } from './problem.ts'
import type { Source, SourceField, SourceIndex, SourceModel } from './source.ts'

const INDEX_KINDS: Readonly<Record<DMMF.IndexType, SourceIndex['kind']>> = {
  id: 'PRIMARY', unique: 'UNIQUE', normal: 'NORMAL', fulltext: 'NORMAL',
}

function readField(field: DMMF.Field, modelName: string, report: Report): SourceField {
  const [nativeType, nativeArguments] = field.nativeType ?? []
  return {
    name: field.name,
    column: field.dbName ?? field.name,
    kind: field.kind,
    type: field.type,
    nativeType,
    nativeArguments: nativeArguments ?? [],
    list: field.isList,
    required: field.isRequired,
    hasDefault: field.hasDefaultValue,
    relation: field.relationName,
    fromFields: field.relationFromFields ?? [],
    toFields: field.relationToFields ?? [],
    actions: [field.relationOnDelete, field.relationOnUpdate],
    documentation: parseAnnotations(field.documentation, FIELD_ANNOTATIONS, `${modelName}.${field.name}`, report),
  }
}

function readIndex(index: DMMF.Index): SourceIndex {
  return {
    fields: index.fields.map(field => field.name),
    kind: INDEX_KINDS[index.type],
    algorithm: index.algorithm,
    descending: index.fields.some(field => field.sortOrder === 'desc'),
  }
}

function readModel(model: DMMF.Model, indexes: readonly DMMF.Index[], report: Report): SourceModel {
  return {
    name: model.name,
    schema: model.schema ?? '',
    table: model.dbName ?? model.name,
    documentation: parseAnnotations(model.documentation, MODEL_ANNOTATIONS, model.name, report),
    fields: model.fields.map(field => readField(field, model.name, report)),
    indexes: indexes.filter(index => index.model === model.name).map(readIndex),
  }
}

/** Everything that Prisma knows, with the doc comments taken apart. */
export function readSource(datamodel: DMMF.Datamodel, text: string, report: Report): Source {
  return { models: datamodel.models.map(model => readModel(model, datamodel.indexes, report)), text }
}
