/** The changes of a status that are allowed, by the state that they begin with. */
export const Lifecycle = ({ transitions }: { readonly transitions: readonly string[] }) => {
  const steps = transitions.map(step => step.split('>'))
  const states = [...new Set(steps.flat())]
  return (
    <ul className="cat-list">
      {states.map(state => {
        const next = steps.filter(([from]) => from === state).map(([, to = '']) => to)
        return <li key={state}><code className="cat-state">{state}</code>{next.length === 0 ? <span className="cat-sub cat-inline">is the end</span> : <><span aria-hidden="true" className="cat-arrow">→</span><span className="cat-screen-reader"> to </span>{next.map(to => <code key={to} className="cat-state">{to}</code>)}</>}</li>
      })}
    </ul>
  )
}
