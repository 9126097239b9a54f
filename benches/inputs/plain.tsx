export function Row$N({ item, onSelect }: { item: Item; onSelect: (id: string) => void }) {
  const [open, setOpen] = useState(false);
  const total = useMemo(() => item.lines.reduce((sum, line) => sum + line.price, 0), [item]);
  return (
    <li className={open ? 'row open' : 'row'} onClick={() => onSelect(item.id)}>
      <span title="Name of the item">{item.title}</span>
      <span>{formatPrice(total, 'EUR')}</span>
      <button type="button" onClick={() => setOpen(!open)}>Details</button>
    </li>
  );
}
