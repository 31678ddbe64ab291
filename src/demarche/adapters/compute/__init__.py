"""Where heavy work is done: local processes or a Dask cluster behind one port, with the same answer from either."""

from demarche.adapters.compute.dask_cluster import DaskCluster
from demarche.adapters.compute.port import Compute
from demarche.adapters.compute.processes import LocalProcesses

__all__ = ["Compute", "DaskCluster", "LocalProcesses"]
