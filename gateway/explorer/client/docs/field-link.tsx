import type { DocExplorerFieldDef } from '@graphiql/plugin-doc-explorer'
import { FieldLink as Original } from 'veil-original/field-link'
import { SensitivityBadge } from './sensitivity-badge.tsx'

/** The name of a field in the documentation, with how sensitive it is. */
export const FieldLink = ({ field }: { readonly field: DocExplorerFieldDef }) => <><Original field={field} /><SensitivityBadge field={field} /></>
