/** Where a field stands: the field itself stands out, the way to it is said more quietly. */
export const FieldPath = ({ path, coordinate }: { readonly path: string, readonly coordinate: string }) => {
  const leaf = path.lastIndexOf('.') + 1
  return <code title={coordinate}><span className="veil-quiet">{path.slice(0, leaf)}</span><span className="veil-leaf">{path.slice(leaf)}</span></code>
}
