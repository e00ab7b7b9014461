import { expect, it } from 'vitest';
import { locateImage } from '../../../src/main/files/locate-image';

const folders = { bundledImages: '/app/images', baseFolder: '/graphs' };

it.each([
  ['bundled:red-heart.png', '/app/images/red-heart.png'],
  ['photo.png', '/graphs/photo.png'],
  ['../photo.png', '/photo.png'],
  ['/pictures/photo.png', '/pictures/photo.png'],
])('%s is %s', (name, path) => {
  expect(locateImage(name, folders)).toEqual({ ok: true, value: path });
});

it.each(['bundled:../secret.png', 'bundled:', 'bundled:.hidden'])('%s names no picture', (name) => {
  expect(locateImage(name, folders)).toMatchObject({ error: { code: 'bundled-image-name' } });
});

it.each(['\\\\host\\share\\x.png', '//host/share/x.png', '\\\\?\\UNC\\host\\share\\x.png'])(
  '%s is not asked for: a graph from anybody could learn who opens it',
  (name) => {
    expect(locateImage(name, folders)).toMatchObject({ error: { code: 'image-on-network' } });
  },
);

it('a path beside the graph needs a graph that has a file', () => {
  const { bundledImages } = folders;
  expect(locateImage('photo.png', { bundledImages })).toMatchObject({
    error: { code: 'no-base-folder' },
  });
});
