export const data = {
  id: 1,
  tag: 'data',
  in: { x: 2, y: { z: [3, { w: 4 }] } },
  list: [5, 6],
  no: null,
};
