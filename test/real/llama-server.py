"""Serves a GGUF file as llama.cpp's own HTTP server does: MODEL.gguf PORT [--ctx N] [--alias NAME] [--key KEY] [--template FILE] [--embeddings]."""

import argparse
import threading

import xllamacpp as llama

parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("port", type=int)
parser.add_argument("--ctx", type=int, default=4096)
parser.add_argument("--alias")
parser.add_argument("--key")
parser.add_argument("--template")
parser.add_argument("--embeddings", action="store_true")
given = parser.parse_args()

params = llama.CommonParams()
params.model.path = given.model
params.n_ctx = given.ctx
params.n_parallel = 1
params.n_batch = params.n_ubatch = 512
# More threads than free cores spin at a barrier and lose a factor of four to ten.
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.hostnames = ["127.0.0.1"]
params.port = given.port
params.ui = False
params.offline = True
params.fit_params = False
if given.alias:
    params.model_alias = {given.alias}
if given.key:
    params.api_keys = [given.key]
if given.template:
    params.chat_template = open(given.template).read()
if given.embeddings:
    params.embedding = True
    params.pooling_type = llama.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
server = llama.Server(params)
print("READY", server.listening_address, flush=True)
threading.Event().wait()
