// Runs the bundled U-Net once on each provider given (as JSON, as the engine names them) and prints the outputs as JSON. A process of
// its own: the Vulkan driver is chosen by the environment, and must not be able to end the tests.
import { InferenceSession, Tensor } from 'onnxruntime-node';

const [model, ...providers] = process.argv.slice(2);
const sample = Float32Array.from({ length: 21 * 256 }, (_, index) => Math.sin(index * 0.37));
const tokens = Float32Array.from({ length: 4 * 192 }, (_, index) => Math.cos(index * 0.11) * 0.3);
for (const provider of providers.map((text) => JSON.parse(text))) {
  try {
    const session = await InferenceSession.create(model, { executionProviders: [provider] });
    const { out_sample } = await session.run({
      sample: new Tensor('float32', sample, [1, 21, 16, 16]),
      timestep: new Tensor('int64', [500n], []),
      encoder_hidden_states: new Tensor('float32', tokens, [1, 4, 192]),
    });
    console.log(JSON.stringify({ values: Array.from(out_sample.data) }));
    await session.release();
  } catch (error) {
    console.log(JSON.stringify({ error: error.message }));
  }
}
