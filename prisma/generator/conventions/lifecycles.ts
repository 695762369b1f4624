import type { Entity, ModuleMetadata } from '../../../schema/model.ts'
import { annotationOf } from '../parse-annotations.ts'
import type { Report } from '../problem.ts'
import type { Source } from '../source.ts'
import { fieldOf, modelOf } from '../source.ts'
import type { Convention } from './convention.ts'

const OTHER_NAMES = /^(state|lifecycle|phase|stage)$/

function checkTransitions(entity: Entity, states: readonly string[], report: Report): void {
  for (const transition of entity.transitions) {
    const ends = transition.split('>').map(state => state.trim())
    const wrong = ends.filter(state => !states.includes(state))
    if (ends.length !== 2 || wrong.length > 0) report('TRANSITION_STATE', `${entity.type}.status`, `${transition} is no change between two of ${states.join(', ')}.`)
  }
}

function checkEntity(entity: Entity, { enums }: ModuleMetadata, source: Source, report: Report): void {
  const other = entity.columns.find(({ name, enum: type }) => OTHER_NAMES.test(name) && type !== undefined)
  if (other && entity.kind !== 'INFRASTRUCTURE') report('LIFECYCLE_NAME', `${entity.type}.${other.field}`, 'a lifecycle is called status.')
  const status = entity.columns.find(({ name }) => name === 'status')
  if (status === undefined) return
  const at = `${entity.type}.status`
  const model = modelOf(source, entity.type)
  const field = model && fieldOf(model, 'status')
  if (status.enum === undefined) report('STATUS_NOT_ENUM', at, 'list its states: @enum(Name: FIRST SECOND).')
  if (field && annotationOf(field.documentation, 'transitions') === undefined) report('STATUS_WITHOUT_TRANSITIONS', at, 'list its changes, @transitions(A>B), or say that there are none, @transitions(none).')
  checkTransitions(entity, enums.find(({ name }) => name === status.enum)?.values ?? [], report)
}

/** One lifecycle a table, called `status`, with every change that may ever happen written down: the trigger refuses all others. */
export const lifecycles: Convention = ({ modules, source }, report) => {
  for (const module of modules) for (const entity of module.entities) checkEntity(entity, module, source, report)
}
