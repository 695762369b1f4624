import { maskValue } from '../../schema/policy/masks.ts'
import type { MaskFormat } from '../../schema/model.ts'
import { answerShape } from './answer-shape.ts'
import type { Shape, ShapeField } from './answer-shape.ts'
import { fillAnswer } from './fill-answer.ts'
import type { Verdict } from './verdict.ts'

type Variables = Readonly<Record<string, unknown>>

const shapes = new WeakMap<Verdict, Map<string, { readonly shape: Shape | undefined }>>()

// More than six conditions of one operation are compiled anew each time.
const MAX_SHAPES = 64

const formatOf = ({ group }: ShapeField): MaskFormat => {
  const formats = new Set(group?.targets.map(({ label }) => (label.public ? 'FIXED' : label.mask)))
  const [only = 'FIXED'] = formats
  return formats.size === 1 ? only : 'FIXED'
}

const maskLeaf = (field: ShapeField, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(item => maskLeaf(field, item))
  const format = formatOf(field)
  if (format === 'JSON') return JSON.parse(maskValue(format, JSON.stringify(value)) ?? 'null')
  return typeof value === 'string' ? maskValue(format, value) : null
}

const conditionsOf = ({ analysis: { conditions } }: Verdict, variables: Variables): string =>
  conditions.map(name => (variables[name] === true ? '1' : '0')).join('')

const shapeFor = (verdict: Verdict, { variables, isForeign }: { readonly variables: Variables, readonly isForeign: boolean }): Shape | undefined => {
  const known = shapes.get(verdict) ?? new Map<string, { readonly shape: Shape | undefined }>()
  shapes.set(verdict, known)
  const key = conditionsOf(verdict, variables)
  const entry = known.get(key)
    ?? { shape: answerShape(verdict.analysis, { variables, isWithheld: verdict.isWithheld, isMasked: () => isForeign }) }
  if (known.size >= MAX_SHAPES) known.clear()
  known.set(key, entry)
  return entry.shape
}

/** The answer as the client asked for it, from what was fetched; the very same object where nothing was withheld. */
export const answered = (
  data: Readonly<Record<string, unknown>>, verdict: Verdict, options: { readonly variables: Variables, readonly isForeign: boolean },
): Record<string, unknown> | null => {
  const shape = shapeFor(verdict, options)
  return shape ? fillAnswer(data, shape, maskLeaf) : data
}
