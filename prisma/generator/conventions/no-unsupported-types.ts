import type { Convention } from './convention.ts'

const MODEL_LINE = /^\s*model\s+(\w+)/
const UNSUPPORTED_LINE = /^\s*(\w+)\s+Unsupported\(/

/** Prisma hides a field of type Unsupported from its generators, so no label would ever be asked of it. */
export const noUnsupportedTypes: Convention = ({ source }, report) => {
  let model = ''
  for (const line of source.text.split('\n')) {
    model = MODEL_LINE.exec(line)?.[1] ?? model
    const field = UNSUPPORTED_LINE.exec(line)?.[1]
    if (field !== undefined) report('UNSUPPORTED_TYPE', `${model}.${field}`, 'generators do not see an Unsupported field; use a type that Prisma knows, or keep the column out of the model.')
  }
}
