export const look = {
  menu: 'What can be done here',
  closeMessage: 'Close the message',
  scale: 'Interface scale',
  scaleNote: 'Of all texts and controls. The graph has a zoom of its own.',
};
