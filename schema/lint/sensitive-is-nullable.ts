import { Kind } from 'graphql'
import { labelsOf, type SdlLabel } from '../sdl/read-labels.ts'
import { outputFields, type Lint } from './contract.ts'
import { isSensitive, sensitiveCoordinates } from './sensitive-coordinates.ts'

/** L5: what may be withheld is nullable; otherwise withholding it would take the row, or the whole answer, with it. */
export const sensitiveIsNullable: Lint = contracts => {
  const sensitive = sensitiveCoordinates(contracts)
  const mayBeWithheld = (label: SdlLabel, coordinate: string): boolean =>
    isSensitive(label) || isBrandOnly(label, coordinate) || label.reads.some(read => sensitive.has(read))
  return contracts.flatMap(({ document }) => {
    const labels = labelsOf(document)
    return outputFields(document)
      .filter(({ field, coordinate }) => {
        const label = labels.get(coordinate)
        return field.type.kind === Kind.NON_NULL_TYPE && label !== undefined && mayBeWithheld(label, coordinate)
      })
      .map(({ coordinate }) => ({ code: 'L5', at: coordinate, message: 'May be withheld, but is non-null; take the exclamation mark away.' }))
  })
}

/** A column that only readers of the whole brand see names itself; a hand-written field names what it reads. */
const isBrandOnly = ({ reads, scope }: SdlLabel, coordinate: string): boolean => scope.length > 0 && reads.length === 1 && reads[0] === coordinate
